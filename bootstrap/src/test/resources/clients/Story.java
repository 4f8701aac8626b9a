import client.ApiClient;
import client.ApiException;
import client.api.OneTimeCodesApi;
import client.api.SessionsApi;
import client.api.UsersApi;
import client.model.Challenge;
import client.model.Me;
import client.model.Refresh;
import client.model.Register;
import client.model.RequestCode;
import client.model.SignIn;
import client.model.Tokens;
import client.model.VerifyCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.UUID;

/**
 * Tells the story of the README with the generated Java client. Its arguments are the address of the service, a username,
 * an e-mail address and a phone number. It asks for each code by a line with the destination.
 */
public final class Story {
    private static final String PASSWORD = "correct horse battery";
    private static final BufferedReader CODES = new BufferedReader(new InputStreamReader(System.in));

    private Story() {}

    public static void main(String[] arguments) throws Exception {
        String email = arguments[2];
        String phone = arguments[3];
        ApiClient visitor = new ApiClient();
        visitor.updateBaseUri(arguments[0]);

        Register newcomer =
                new Register().username(arguments[1]).email(email).phone(phone).password(PASSWORD);
        // The generator types an answer by its lowest status. Here that is an account, whose challenges are the same.
        Me pending = new UsersApi(visitor).register(newcomer);
        OneTimeCodesApi codes = new OneTimeCodesApi(visitor);
        for (Challenge sent : pending.getChallenges()) {
            String code = code("sms".equals(sent.getChannel()) ? phone : email);
            expect(codes.verifyCode(sent.getId(), new VerifyCode().code(code)).getProof() != null, "a proof");
        }

        SessionsApi sessions = new SessionsApi(visitor);
        Tokens tokens = sessions.signIn(new SignIn().login(email).password(PASSWORD));
        Me me = new UsersApi(bearing(tokens, arguments[0])).me();
        expect(me.getEmailVerified() && me.getPhoneVerified(), "both contacts verified");
        expect(me.getSecondFactor() == Me.SecondFactorEnum.NONE, "no second factor");

        UUID challenge = codes.requestCode(
                        new RequestCode().purpose("sign-in").destination(phone).channel(RequestCode.ChannelEnum.SMS))
                .getId();
        tokens = sessions.signIn(new SignIn().otpId(challenge).code(code(phone)));
        tokens = sessions.refresh(new Refresh().refreshToken(tokens.getRefreshToken()));
        ApiClient signedIn = bearing(tokens, arguments[0]);
        expect(new SessionsApi(signedIn).listSessions().getSessions().size() == 2, "two sessions");
        new SessionsApi(signedIn).endCurrentSession();
        try {
            new UsersApi(signedIn).me();
            expect(false, "a refusal after the sign-out");
        } catch (ApiException refused) {
            expect(refused.getCode() == 401 && refused.getResponseBody().contains("not-signed-in"), "not-signed-in");
        }
        System.out.println("The story is told.");
    }

    private static ApiClient bearing(Tokens tokens, String address) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(address);
        client.setRequestInterceptor(
                request -> request.header("Authorization", tokens.getTokenType() + " " + tokens.getAccessToken()));
        return client;
    }

    private static String code(String destination) throws IOException {
        System.out.println("code? " + destination);
        return CODES.readLine();
    }

    private static void expect(boolean isSo, String what) {
        if (!isSo) {
            throw new AssertionError("expected " + what);
        }
    }
}
