package org.lanyard.dist.serve;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authorities;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.ca.AuthoritySettings;
import org.lanyard.pki.ca.IssuingRules;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.ProfileBook;
import org.lanyard.pki.store.Store;

/** The issuing authorities of a node's folder, for the {@link PkiService}. */
final class KeysHere implements PkiService.Authorities {
    private final Authorities authorities;

    private KeysHere(Authorities authorities) {
        this.authorities = authorities;
    }

    /** Reads the folder's settings; opens no key. */
    static KeysHere of(
            ServeConfig.Authority settings, Store store, AuditLog audit, InstantSource clock, SecureRandom random)
            throws PkiException {
        Path folder = settings.folder();
        AuthorityDirectory directory = AuthorityDirectory.open(folder);
        Passphrase passphrase = settings.passphraseEnv().isPresent()
                ? new Passphrase.FromEnvironment(settings.passphraseEnv().get(), System.getenv())
                : new Passphrase.FromFile(settings.passphraseFile());
        IssuingRules rules = new IssuingRules(
                OidArc.DEFAULT,
                ProfileBook.read(folder.resolve(ProfileBook.FILE), OidArc.DEFAULT),
                AuthoritySettings.read(folder).publication().points());
        return new KeysHere(new Authorities(
                store, directory, directory.keys(passphrase, pin(settings)), rules, clock, random, audit));
    }

    private static Passphrase pin(ServeConfig.Authority settings) {
        if (settings.pinEnv().isPresent()) {
            return new Passphrase.FromEnvironment(settings.pinEnv().get(), System.getenv());
        }
        return settings.pinFile()
                .<Passphrase>map(Passphrase.FromFile::new)
                .orElseGet(() -> new Passphrase.FromPrompt(PkiReason.PASSPHRASE_MISSING.sentence(), question -> null));
    }

    @Override
    public Authority of(String label) throws PkiException {
        return authorities.of(label);
    }

    @Override
    public Authority ofId(String id) throws PkiException {
        return authorities.ofId(id);
    }
}
