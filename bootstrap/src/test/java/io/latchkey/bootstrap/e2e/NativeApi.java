package io.latchkey.bootstrap.e2e;

import java.util.List;

/** Runs every scenario of the native API. */
abstract class NativeApi extends OnServer
        implements AccountScenarios,
                AdminScenarios,
                BadInputScenarios,
                ChannelScenarios,
                ClockScenarios,
                CodeScenarios,
                ConcurrencyScenarios,
                FunnelScenarios,
                LaneScenarios,
                MadeUpRequestScenarios,
                NoticeScenarios,
                OriginScenarios,
                PageScenarios,
                PageSessionScenarios,
                SignInScenarios,
                SpellingScenarios,
                TestNumberScenarios,
                TokenScenarios {
    @Override
    public List<String> documents() {
        return List.of("native");
    }

    @Override
    int fewestSecrets() {
        return 50;
    }
}
