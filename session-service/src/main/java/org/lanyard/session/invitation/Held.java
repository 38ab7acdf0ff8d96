package org.lanyard.session.invitation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * An invitation that a pre-session holds, with what the directory says of whom it invites.
 *
 * @param handle the person's WebAuthn user handle
 */
public record Held(Invitation invitation, String handle, boolean personActive, String givenName, String familyName) {
    static final String COLUMNS = Invitation.COLUMNS + ", p.handle, p.status, p.given_name, p.family_name";
    static final int COUNT = Invitation.COUNT + 4;

    public UUID person() {
        return invitation.person();
    }

    @Override
    public String toString() {
        return "Held[" + invitation.id() + "]";
    }

    static Held read(ResultSet row) throws SQLException {
        return new Held(
                Invitation.read(row),
                row.getString(Invitation.COUNT + 1),
                row.getString(Invitation.COUNT + 2).equals("active"),
                row.getString(Invitation.COUNT + 3),
                row.getString(Invitation.COUNT + 4));
    }
}
