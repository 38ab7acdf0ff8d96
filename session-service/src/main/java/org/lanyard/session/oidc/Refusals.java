package org.lanyard.session.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.lanyard.pki.http.ErrorAnswer;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.OAuthErrors;
import org.lanyard.pki.store.StoreException;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.invitation.SourceTries;

/**
 * The one place that tells a refusal to the outside: reason → HTTP status and OAuth error (RFC 6749 §5.2, RFC 6750 §3.1). The
 * reason itself goes to the log and to a counter. Every answer carries the server's time, so that a kiosk whose clock is wrong
 * can put it right.
 */
public final class Refusals implements ErrorAnswer {
    private final OAuthErrors errors;
    private final MeterRegistry meters;
    private final InstantSource clock;

    /** What the outside is told. */
    private enum Told {
        INVALID_GRANT(400, "invalid_grant", ""),
        INVALID_REQUEST(400, "invalid_request", ""),
        UNSUPPORTED_GRANT(400, "unsupported_grant_type", ""),
        UNAUTHORIZED_CLIENT(400, "unauthorized_client", ""),
        FRESH_SIGN_IN_NEEDED(403, "fresh_sign_in_needed", ""),
        KEY_NOT_ALLOWED(403, "key_not_allowed", ""),
        LAST_KEY(409, "last_key", ""),
        INVALID_CLIENT(401, "invalid_client", "Basic realm=\"lanyard\", charset=\"UTF-8\""),
        INVALID_TOKEN(401, "invalid_token", "Bearer error=\"invalid_token\""),
        /** Expired, withdrawn and in person only are one word: no guardian is told that there is a restriction. */
        INVITATION_OVER(400, "invitation_over", ""),
        INVITATION_REDEEMED(400, "invitation_redeemed", ""),
        SLOW_DOWN(429, "slow_down", "");

        private final int status;
        private final String error;
        private final String challenge;

        Told(int status, String error, String challenge) {
            this.status = status;
            this.error = error;
            this.challenge = challenge;
        }
    }

    public Refusals(OAuthErrors errors, MeterRegistry meters, InstantSource clock) {
        this.errors = errors;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void answer(Exchange exchange, Exception failure) {
        if (failure instanceof RefusedException refused) {
            tell(exchange, refused, toldOf(refused.reason()));
        } else if (failure instanceof HttpRefusal refused) {
            count(refused.reason());
            errors.refuse(exchange, refused.reason().status(), "invalid_request", refused.reason(), "", this::time);
        } else if (failure instanceof StoreException failed) {
            count(failed.reason());
            exchange.response().getHeaders().put(HttpHeader.RETRY_AFTER, 1);
            errors.refuse(exchange, 503, "temporarily_unavailable", failed.reason(), failed.getMessage(), this::time);
        } else {
            errors.answer(exchange, failure);
        }
    }

    /** Whatever the door refuses is the same to the outside (RFC 7521 §4.1): {@code invalid_grant}. */
    public void door(Exchange exchange, RefusedException refused) {
        tell(exchange, refused, Told.INVALID_GRANT);
    }

    /** What {@code /invitation/open} refuses: an honest word where both codes were right, and one dull one in all other cases. */
    public void invitation(Exchange exchange, RefusedException refused) {
        tell(
                exchange,
                refused,
                switch (refused.reason()) {
                    case INVITATION_EXPIRED, INVITATION_WITHDRAWN, INVITATION_IN_PERSON -> Told.INVITATION_OVER;
                    case INVITATION_REDEEMED -> Told.INVITATION_REDEEMED;
                    case INVITATION_TRIES -> Told.SLOW_DOWN;
                    default -> Told.INVALID_GRANT;
                });
    }

    private void tell(Exchange exchange, RefusedException refused, Told told) {
        count(refused.reason());
        if (!told.challenge.isEmpty()) {
            exchange.response().getHeaders().put(HttpHeader.WWW_AUTHENTICATE, told.challenge);
        } else if (told == Told.SLOW_DOWN) {
            exchange.response().getHeaders().put(HttpHeader.RETRY_AFTER, SourceTries.WINDOW.toSeconds());
        }
        errors.refuse(exchange, told.status, told.error, refused.reason(), refused.detail(), body -> {
            needed(refused.reason()).ifPresent(kind -> body.put("needed", kind));
            time(body);
        });
    }

    /** Which kind of key the policies ask for: whoever holds one that is not let in showed before who they are. */
    private static Optional<String> needed(Reason reason) {
        return switch (reason) {
            case KEY_SYNCED -> Optional.of("device-bound");
            case KEY_NOT_ATTESTED -> Optional.of("attested");
            case KEY_MODEL_NOT_ALLOWED -> Optional.of("listed-model");
            case KEY_MODEL_DENIED, KEY_MODEL_COMPROMISED -> Optional.of("other-model");
            case KEY_NOT_CERTIFIED -> Optional.of("certified");
            default -> Optional.empty();
        };
    }

    private void time(ObjectNode body) {
        body.put("time", clock.instant().getEpochSecond());
    }

    private void count(Enum<?> reason) {
        meters.counter("lanyard.refused", "reason", reason.name()).increment();
    }

    private static Told toldOf(Reason reason) {
        return switch (reason) {
            case GRANT_TYPE -> Told.UNSUPPORTED_GRANT;
            case CLIENT_AUTHENTICATION_TWICE, PRE_SESSION_MISSING -> Told.INVALID_REQUEST;
            case FRESH_SIGN_IN_NEEDED, KEY_ADDED_FROM_BELOW -> Told.FRESH_SIGN_IN_NEEDED;
            case KEY_MODEL_COMPROMISED,
                    KEY_SYNCED,
                    KEY_NOT_ATTESTED,
                    KEY_MODEL_DENIED,
                    KEY_MODEL_NOT_ALLOWED,
                    KEY_NOT_CERTIFIED -> Told.KEY_NOT_ALLOWED;
            case LAST_KEY -> Told.LAST_KEY;
            case TOKEN_OF_ANOTHER -> Told.UNAUTHORIZED_CLIENT;
            case SESSION_OVER, TOKEN_MISSING -> Told.INVALID_TOKEN;
            case KIOSK_ASSERTION,
                    KIOSK_UNKNOWN,
                    KIOSK_SUSPENDED,
                    KIOSK_CERTIFICATE_NOT_GOOD,
                    KIOSK_VOUCHES_WHERE_IT_MAY_NOT,
                    CLIENT_ASSERTION_TYPE,
                    CLIENT_AUTHENTICATION_MISSING,
                    CLIENT_UNKNOWN,
                    CLIENT_SECRET,
                    CLIENT_SUSPENDED -> Told.INVALID_CLIENT;
            case CARD_ASSERTION,
                    WEBAUTHN_ASSERTION,
                    CHALLENGE_FOREIGN,
                    CHALLENGE_OF_ANOTHER_PURPOSE,
                    CHALLENGE_EXPIRED,
                    CHALLENGE_OF_ANOTHER_CALLER,
                    CHALLENGE_OF_ANOTHER_SUBJECT,
                    CHALLENGE_USED,
                    CARD_FOR_ANOTHER_KIOSK,
                    KIOSK_WITH_ANOTHER_CHALLENGE,
                    KIOSK_VOUCHES_FOR_ANOTHER,
                    CARD_UNKNOWN,
                    CARD_WITHOUT_HOLDER,
                    CARD_NOT_ACTIVE,
                    CARD_CERTIFICATE_NOT_GOOD,
                    CARD_STATUS_UNKNOWN,
                    CARD_OF_ANOTHER_AUTHORITY,
                    CARD_TRANSITION,
                    CARD_NEVER_ACTIVE,
                    CARD_LOST_TOO_LONG,
                    CARD_REPLACED,
                    CARD_HELD_ALREADY,
                    CARD_TAKEN_OVER,
                    CARD_RECEIPT,
                    CARD_KEY_KNOWN,
                    CARD_STOCK_TOO_LARGE,
                    PUK_MISSING,
                    DUTY_NOT_FOR_THEM,
                    DUTY_SCHOOL,
                    POLICY_NOT_SET,
                    ATTESTED_MODEL_DIFFERS,
                    KEY_UNKNOWN,
                    KEY_NAME,
                    KEY_NOT_SUSPENDED,
                    REPORT_ASSERTION,
                    REPORT_USED,
                    REPORT_OF_NO_MODEL,
                    KEY_REPORTED,
                    KEY_NOT_ASKED_FOR,
                    KEY_OF_A_PUPIL_TOO_YOUNG,
                    TOO_MANY_KEYS,
                    HOLDER_INACTIVE,
                    KIOSK_OF_ANOTHER_SCHOOL,
                    SCHOOL_INACTIVE,
                    PASS_TIMES,
                    PASS_NOT_FOR_A_PUPIL,
                    PASS_TRIES_SPENT,
                    PASS_UNKNOWN,
                    PASS_ENDED,
                    PASS_LATE,
                    PASS_FOR_ANOTHER_PLACE,
                    SERVICE_CERTIFICATE_NOT_GOOD,
                    EVIDENCE_MALFORMED,
                    CEREMONY_OF_ANOTHER_TYPE,
                    CEREMONY_WITH_ANOTHER_CHALLENGE,
                    CEREMONY_AT_ANOTHER_ORIGIN,
                    CEREMONY_ACROSS_ORIGINS,
                    CEREMONY_FOR_ANOTHER_RELYING_PARTY,
                    USER_NOT_PRESENT,
                    USER_NOT_VERIFIED,
                    CREDENTIAL_MISSING,
                    CREDENTIAL_ID_DIFFERS,
                    CREDENTIAL_NOT_CONFIRMED,
                    CREDENTIAL_OF_ANOTHER,
                    CREDENTIAL_NOT_ACTIVE,
                    CREDENTIAL_KNOWN,
                    CREDENTIAL_SIGNATURE,
                    BACKUP_ELIGIBILITY_CHANGED,
                    INVITATION_UNKNOWN,
                    INVITATION_NOT_HELD,
                    INVITATION_OF_ANOTHER,
                    INVITATION_EXPIRED,
                    INVITATION_REDEEMED,
                    INVITATION_WITHDRAWN,
                    INVITATION_IN_PERSON,
                    INVITATION_SECOND_WRONG,
                    INVITATION_PAUSED,
                    INVITATION_SPENT,
                    INVITATION_TRIES,
                    INVITATION_KIND,
                    INVITATION_NO_CONTACT,
                    RECOVERY_CODE_UNKNOWN,
                    RECOVERY_CODE_USED,
                    RECOVERY_TRIES_SPENT,
                    RECOVERY_NOT_BY_CODE,
                    RECOVERY_IN_PERSON,
                    RECOVERY_NOT_ONES_DUTY,
                    RECOVERY_KEY_NOT_DEVICE_BOUND,
                    RECOVERY_OF_ONESELF,
                    RECOVERY_OF_ANOTHER_SCHOOL,
                    RECOVERY_NOT_FOR_PUPILS,
                    RECOVERY_NOT_WAITING,
                    RECOVERY_BY_THE_SAME,
                    COOLING_OFF,
                    HANDOVER_UNKNOWN,
                    HANDOVER_USED,
                    HANDOVER_LATE,
                    HANDOVER_FROM_ELSEWHERE -> Told.INVALID_GRANT;
        };
    }
}
