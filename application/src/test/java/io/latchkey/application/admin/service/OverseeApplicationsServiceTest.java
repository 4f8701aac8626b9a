package io.latchkey.application.admin.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.ApplicationRecord;
import io.latchkey.application.admin.ApplicationSearch;
import io.latchkey.application.admin.Denial;
import io.latchkey.application.admin.OverseeApplicationsUseCase;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.RecordingAuditTrail;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OverseeApplicationsServiceTest {
    private final Administration people = new Administration();
    private final TestApplication app = people.app;
    private final OverseeApplicationsUseCase applications = app.admin.overseeApplications;
    private final User ada = people.person();
    private final ApiCredential credential = given(ada);

    private ApiCredential given(User owner) {
        ApiCredential made = Fixtures.anyCredential(owner);
        app.unitOfWork.execute(() -> {
            app.credentialRepository.insert(made);
            return true;
        });
        return made;
    }

    private static List<UserRecord> owners(Administered<Page<ApplicationRecord>> found) {
        return ((Administered.Done<Page<ApplicationRecord>>) found)
                .result().items().stream().map(ApplicationRecord::owner).toList();
    }

    @Test
    void tells_whose_an_application_is_to_everybody_who_administers_and_hides_contacts_from_auditors() {
        for (String role : List.of("admin", "support", "auditor")) {
            Act act = people.by(role);
            UserRecord owner = owners(applications.find(act, ApplicationSearch.ALL, Optional.empty(), 50))
                    .get(0);
            assertThat(owner.user().id()).isEqualTo(ada.id());
            assertThat(owner.isMasked()).as(role).isEqualTo(role.equals("auditor"));
            assertThat(applications.read(act, credential.id()))
                    .isEqualTo(Administration.done(new ApplicationRecord(credential, owner, true)));
        }
        Act nobody = people.by("user");
        assertThat(applications.find(nobody, ApplicationSearch.ALL, Optional.empty(), 50))
                .isEqualTo(new Administered.Denied<>(Denial.NO_ROLE));
        assertThat(applications.read(nobody, credential.id())).isEqualTo(new Administered.Denied<>(Denial.NO_ROLE));
    }

    @Test
    void goes_on_after_a_page() {
        User grace = people.person();
        ApiCredential other = Fixtures.anyCredential(grace);
        ApiCredential second = new ApiCredential(
                new ApiCredentialId(UUID.randomUUID()),
                grace.id(),
                other.name(),
                "lk_second",
                other.secretDigest(),
                other.roles(),
                new ApiCredential.Validity(credential.createdAt().plusSeconds(1), null, null));
        app.unitOfWork.execute(() -> {
            app.credentialRepository.insert(second);
            return true;
        });
        Act auditor = people.by("auditor");
        Page<ApplicationRecord> first = ((Administered.Done<Page<ApplicationRecord>>)
                        applications.find(auditor, ApplicationSearch.ALL, Optional.empty(), 1))
                .result();
        assertThat(first.items()).extracting(ApplicationRecord::credential).containsExactly(second);
        assertThat(first.next()).isPresent();
        Page<ApplicationRecord> last = ((Administered.Done<Page<ApplicationRecord>>)
                        applications.find(auditor, ApplicationSearch.ALL, first.next(), 1))
                .result();
        assertThat(last.items()).extracting(ApplicationRecord::credential).containsExactly(credential);
        assertThat(last.next()).isEmpty();
    }

    @Test
    void records_which_application_was_read_and_whose_it_is() {
        applications.read(people.by("support"), credential.id());
        assertThat(app.audit.entries())
                .last()
                .extracting(RecordingAuditTrail.Entry::details)
                .satisfies(details -> assertThat(details)
                        .containsEntry(AuditTrail.Detail.DEED.key(), "read-application")
                        .containsEntry(
                                AuditTrail.Detail.CREDENTIAL.key(),
                                credential.id().toString())
                        .containsEntry(AuditTrail.Detail.USER.key(), ada.id().toString()));
    }

    @Test
    void has_nothing_to_show_of_an_application_whose_credential_was_revoked() {
        Act support = people.by("support");
        app.admin.helpUsers.revokeCredential(support, ada.id(), credential.id());
        assertThat(applications.read(support, credential.id())).isEqualTo(new Administered.Missing<>());
        assertThat(owners(applications.find(support, ApplicationSearch.ALL, Optional.empty(), 50)))
                .isEmpty();
    }
}
