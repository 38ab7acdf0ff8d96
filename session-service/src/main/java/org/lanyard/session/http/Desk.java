package org.lanyard.session.http;

import java.security.SecureRandom;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Engine;
import org.lanyard.session.card.CardStates;
import org.lanyard.session.client.Clients;
import org.lanyard.session.credential.Credentials;
import org.lanyard.session.credential.KeyRing;
import org.lanyard.session.invitation.Invitations;
import org.lanyard.session.kiosk.Kiosks;
import org.lanyard.session.login.Ending;
import org.lanyard.session.notice.Contacts;
import org.lanyard.session.notice.FamilyNotices;
import org.lanyard.session.notice.Notices;
import org.lanyard.session.people.Duties;
import org.lanyard.session.people.RandomIds;
import org.lanyard.session.policy.Policies;
import org.lanyard.session.pupil.PupilKeys;
import org.lanyard.session.recovery.KeysAfterRecovery;
import org.lanyard.session.recovery.Recoveries;
import org.lanyard.session.recovery.RecoveryCodes;

/**
 * The registers that the service reads and the office changes, made once for both: each method takes the caller's transaction,
 * so a command line may use them beside the running service.
 */
public record Desk(
        Ending ending,
        CardStates cards,
        Kiosks kiosks,
        Clients clients,
        Credentials credentials,
        Invitations invitations,
        Notices notices,
        Duties duties,
        KeyRing keys,
        Contacts contacts,
        FamilyNotices family,
        Policies policies,
        Recoveries recoveries,
        PupilKeys pupilKeys) {
    public static Desk of(Engine engine, AuditLog audit, CertificateRegistry certificates, SecureRandom random) {
        Ending ending = new Ending(audit);
        Notices notices = new Notices(audit, random);
        Contacts contacts = new Contacts(engine, audit);
        Invitations invitations = new Invitations(new Invitations.Parts(engine, audit, notices, contacts, random));
        KeyRing keys = new KeyRing(engine, audit, ending, notices, (tx, person) -> RecoveryCodes.left(tx, person) > 0);
        return new Desk(
                ending,
                new CardStates(engine, certificates, ending, audit),
                new Kiosks(audit, ending),
                new Clients(audit, random),
                new Credentials(engine, audit, ending, notices),
                invitations,
                notices,
                new Duties(audit),
                keys,
                contacts,
                new FamilyNotices(audit),
                new Policies(audit, new RandomIds(random)),
                new Recoveries(engine, audit, invitations, notices, new KeysAfterRecovery(keys, ending), random),
                new PupilKeys(engine, audit, ending));
    }
}
