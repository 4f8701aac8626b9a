package io.latchkey.adapters.persistence;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads and writes a database by plain JDBC, without the adapters. */
final class Tables {
    static final List<String> NAMES = List.of(
            "users",
            "otp_challenge",
            "handed_code",
            "outbox_message",
            "delivery_attempt",
            "throttle",
            "contact_block",
            "listing",
            "listing_version",
            "contact_suppression",
            "receipt_nonce",
            "ticket",
            "sign_in_failure",
            "retry_lock",
            "user_session",
            "profile_image",
            "api_credential",
            "signing_key",
            "sealed_key",
            "maintenance_lease",
            "delivery_minute",
            "delivery_minute_span",
            "account_deletion",
            "admin_bootstrap",
            "audit_entry",
            "audit_checkpoint",
            "audit_head",
            "audit_person",
            "decision");

    private Tables() {}

    /** First column of every row, in lower case. */
    static List<String> query(DatabaseSettings settings, String sql) {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> result = new ArrayList<>();
            while (rows.next()) {
                result.add(String.valueOf(rows.getString(1)).toLowerCase(Locale.ROOT));
            }
            return result;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static void update(DatabaseSettings settings, String sql) {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static void empty(DatabaseSettings settings) {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement()) {
            for (String table : NAMES) {
                statement.executeUpdate("DELETE FROM " + table);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Connection connect(DatabaseSettings settings) throws SQLException {
        return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
    }
}
