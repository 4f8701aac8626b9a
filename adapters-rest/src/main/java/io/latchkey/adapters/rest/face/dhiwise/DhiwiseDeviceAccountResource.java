package io.latchkey.adapters.rest.face.dhiwise;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.docs.ApiDocs;
import io.latchkey.adapters.rest.face.FaceSettings;
import io.latchkey.application.account.RegisterUseCase;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.shared.ContactParser;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Registers accounts and resets forgotten passwords on the platform "device". */
@Path("device/auth")
@Endpoint
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = ApiDocs.FACE_DHIWISE)
public class DhiwiseDeviceAccountResource extends DhiwiseAccountResource {}
