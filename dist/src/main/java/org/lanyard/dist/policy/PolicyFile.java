package org.lanyard.dist.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.WhichSchool;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.pki.config.Toml;
import org.lanyard.session.people.School;
import org.lanyard.session.policy.Conveyance;
import org.lanyard.session.policy.KeyPolicy;
import org.lanyard.session.policy.PolicyScope;

/**
 * A policy as a file has it:
 *
 * <pre>
 * whom = "school-admin"           # a role or a duty
 * school = "Ysgol Gwaun"          # left out: wherever they are
 * attestation = "direct"          # none, indirect, direct
 * allowed-models = ["2fc0579f-…"] # AAGUIDs; left out: any
 * denied-models = []
 * denied-statuses = ["REVOKED"]   # left out: all that FIDO has against a model
 * device-bound = true
 * certified = true
 * minimum-keys = 2
 * user-verification = "required"  # there is no other
 * </pre>
 */
record PolicyFile(
        String whom,
        Optional<String> school,
        Conveyance attestation,
        Optional<Set<String>> allowedModels,
        Set<String> deniedModels,
        Optional<Set<String>> deniedStatuses,
        boolean deviceBound,
        boolean certified,
        int minimumKeys,
        Verification userVerification) {

    /** Every key is asked for it: without, there is no level of assurance to give. */
    enum Verification {
        REQUIRED
    }

    private static final PolicyFile DEFAULTS = new PolicyFile(
            "",
            Optional.empty(),
            Conveyance.NONE,
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            false,
            false,
            1,
            Verification.REQUIRED);

    static PolicyFile read(Path file) throws PkiException {
        return Toml.read(file, DEFAULTS);
    }

    /** @throws OfficeException for a word that is neither role nor duty, or a school that there is not */
    PolicyScope scope(Handle h) throws OfficeException {
        return scope(h, whom, school);
    }

    /** The scope that words mean. */
    static PolicyScope scope(Handle h, String whom, Optional<String> school) throws OfficeException {
        Optional<UUID> where = school.isPresent()
                ? Optional.of(WhichSchool.of(h, school.get())).map(School::id)
                : Optional.empty();
        try {
            return new PolicyScope(whom, where);
        } catch (IllegalArgumentException e) {
            throw new OfficeException(e.getMessage(), "whom = \"staff\", for one.");
        }
    }

    /** @throws OfficeException for what contradicts itself */
    KeyPolicy policy() throws OfficeException {
        try {
            Set<ModelStatus> statuses = new TreeSet<>();
            if (deniedStatuses.isPresent()) {
                for (String name : deniedStatuses.get()) {
                    statuses.add(status(name));
                }
            } else {
                statuses.addAll(Set.of(ModelStatus.values()));
            }
            Optional<Set<String>> allowed =
                    allowedModels.isPresent() ? Optional.of(models(allowedModels.get())) : Optional.empty();
            return new KeyPolicy(
                    attestation, allowed, models(deniedModels), statuses, deviceBound, certified, minimumKeys);
        } catch (IllegalArgumentException e) {
            throw new OfficeException(e.getMessage(), "");
        }
    }

    private static ModelStatus status(String name) throws OfficeException {
        try {
            return ModelStatus.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new OfficeException(
                    "denied-statuses: there is no " + name, "There are: " + List.of(ModelStatus.values()) + ".");
        }
    }

    private static Set<String> models(Set<String> given) throws OfficeException {
        Set<String> models = new TreeSet<>();
        for (String model : given) {
            String lower = model.toLowerCase(Locale.ROOT);
            try {
                if (!UUID.fromString(lower).toString().equals(lower)) {
                    throw new IllegalArgumentException("short");
                }
            } catch (IllegalArgumentException e) {
                throw new OfficeException(model + " is no model", "An AAGUID: 2fc0579f-8113-47ea-b116-bb5a8db9202a.");
            }
            models.add(lower);
        }
        return models;
    }
}
