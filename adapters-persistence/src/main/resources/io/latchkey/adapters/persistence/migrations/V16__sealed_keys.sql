-- Keys that outlive a change of the operator's secret, encrypted with it.
CREATE TABLE sealed_key (
    name   VARCHAR(40)  NOT NULL PRIMARY KEY,
    sealed VARCHAR(400) NOT NULL
) ${tableOptions};
