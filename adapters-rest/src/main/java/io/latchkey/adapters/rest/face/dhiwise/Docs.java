package io.latchkey.adapters.rest.face.dhiwise;

/** Examples of this face in the OpenAPI document. */
final class Docs {
    static final String REGISTER = """
            {"username":"Consuelo.Cole","password":"ExNa2RIyhAqVtSU","email":"Alexie20@yahoo.com","name":"Joanna Nicolas"}""";
    static final String REGISTERED = """
            {"status":"SUCCESS","message":"Your request is successfully executed","data":{"username":"Consuelo.Cole",\
            "email":"Alexie20@yahoo.com","name":"Joanna Nicolas","id":"617921bb256df40a522b81ba",\
            "_id":"617921bb256df40a522b81ba","loginRetryLimit":0,"createdAt":"2022-05-22T13:23:42.877Z",\
            "updatedAt":"2022-05-22T13:23:42.877Z","isDeleted":false,"isActive":true}}""";
    static final String DUPLICATE = """
            {"status":"VALIDATION_ERROR","message":"User Registration Failed, Duplicate Data found","data":{}}""";

    static final String FORGOT = """
            {"email":"yourmail@gmail.com"}""";
    static final String FORGOTTEN = """
            {"status":"SUCCESS","message":"Your request is successfully executed",\
            "data":"otp successfully send to your email."}""";
    static final String VALIDATE = """
            {"otp":"58980124"}""";
    static final String VALID = """
            {"status":"SUCCESS","message":"Otp verified","data":{}}""";
    static final String RESET = """
            {"code":"58980124","newPassword":"yourPassword"}""";
    static final String DONE = """
            {"status":"SUCCESS","message":"Your request is successfully executed","data":"Password reset successfully"}""";

    static final String LOGIN = """
            {"username":"Lester.Weber42","password":"ncx1AfID8cNysml"}""";
    static final String LOGIN_WITH_OTP = """
            {"username":"Lester.Weber42","password":"ncx1AfID8cNysml","otp":"123456"}""";
    static final String LOGGED_IN = """
            {"status":"SUCCESS","message":"Login successful.","data":{"loginRetryLimit":0,\
            "_id":"6179186894c816c40ae15988","username":"Lester.Weber42","role":1,"createdAt":"2021-10-27T09:14:16.940Z",\
            "updatedAt":"2021-10-27T09:14:16.940Z","isDeleted":false,"isActive":true,"id":"6179186894c816c40ae15988",\
            "token":"eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9…"}}""";
    static final String LOGIN_FAILED = """
            {"status":"BAD_REQUEST","message":"Login failed.","data":{}}""";
    static final String OTP_SENT = """
            {"status":"SUCCESS","message":"Login Successful","data":"Please check your email/mobile for OTP"}""";
    static final String INVALID_CODE = """
            {"status":"BAD_REQUEST","message":"Invalid Code","data":{}}""";
    static final String LOGGED_OUT = """
            {"status":"SUCCESS","message":"Logged Out Successfully","data":{}}""";

    static final String BAD_REQUEST = "A member is missing, or is no text.";

    private Docs() {}
}
