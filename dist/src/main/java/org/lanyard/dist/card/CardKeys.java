package org.lanyard.dist.card;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lanyard.card.personalise.CardMasterKey;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.KeyFileIssuance;
import org.lanyard.pki.keystore.KeyFiles;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;

/**
 * The keys that cards are written with, in the authority's folder under its passphrase; made where they are absent. A content
 * signer that would not outlive the cards is put aside, and another made.
 */
final class CardKeys {
    private static final URI NAME = URI.create("urn:lanyard:card-content-signer");
    private static final Duration LONGEST_CARD = Duration.ofDays(3 * 366);

    private CardKeys() {}

    static CardMaker.Keys open(
            Path folder, Passphrase passphrase, Authority authority, Instant now, SecureRandom random, String actor)
            throws PkiException {
        CardMasterKey master = CardMasterKey.isIn(folder)
                ? CardMasterKey.open(folder, passphrase)
                : CardMasterKey.create(folder, passphrase, random);
        return new CardMaker.Keys(contentSigner(folder, passphrase, authority, now, random, actor), master);
    }

    private static SigningKey contentSigner(
            Path folder, Passphrase passphrase, Authority authority, Instant now, SecureRandom random, String actor)
            throws PkiException {
        int number = 1;
        while (true) {
            Path file = folder.resolve("content-signer-" + authority.id() + "-" + number + ".p12");
            if (!Files.exists(file)) {
                new KeyFileIssuance(authority, random)
                        .create(
                                file,
                                passphrase,
                                Profile.CARD_CONTENT_SIGNER,
                                new SubjectName.Service(NAME),
                                Optional.empty(),
                                actor);
                return KeyFiles.open(file, passphrase);
            }
            SigningKey key = KeyFiles.open(file, passphrase);
            if (key.certificate().getNotAfter().toInstant().isAfter(now.plus(LONGEST_CARD))) {
                return key;
            }
            number++;
        }
    }
}
