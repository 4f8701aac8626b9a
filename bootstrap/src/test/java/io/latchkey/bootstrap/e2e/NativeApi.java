package io.latchkey.bootstrap.e2e;

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
                NoticeScenarios,
                OriginScenarios,
                PageScenarios,
                PageSessionScenarios,
                SignInScenarios,
                SpellingScenarios,
                TestNumberScenarios,
                TokenScenarios {
    @Override
    int fewestSecrets() {
        return 50;
    }
}
