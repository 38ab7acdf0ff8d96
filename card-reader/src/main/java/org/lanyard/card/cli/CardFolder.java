package org.lanyard.card.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.judge.CardContents;
import org.lanyard.card.piv.CertificateContainer;
import org.lanyard.card.piv.Container;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PemOrDer;
import org.lanyard.pki.profile.CertificateReader;

/**
 * A card as a folder of files, one a container, as the GSA's piv-conformance keeps its test cards: {@code 8 - CHUID Object},
 * {@code 6 - … .crt} and so on. The number says which container it is; certificates are PEM or DER.
 */
public final class CardFolder {
    private static final Map<String, Container> OBJECTS = Map.of(
            "1", Container.DISCOVERY,
            "2", Container.SECURITY_OBJECT,
            "7", Container.CAPABILITIES,
            "8", Container.CHUID,
            "9", Container.FINGERPRINTS,
            "10", Container.FACE,
            "11", Container.PRINTED_INFORMATION);
    private static final Map<String, Container> CERTIFICATES = Map.of(
            "3", Container.PIV_AUTHENTICATION_CERTIFICATE,
            "4", Container.SIGNATURE_CERTIFICATE,
            "5", Container.KEY_MANAGEMENT_CERTIFICATE,
            "6", Container.CARD_AUTHENTICATION_CERTIFICATE);
    /** No certificate is compressed here: it stands in a file, not on a card. */
    private static final int UNCOMPRESSED = Integer.MAX_VALUE;

    private CardFolder() {}

    /**
     * Reads it. Files of other names are passed over.
     *
     * @throws CardException if the Discovery Object is none
     */
    public static CardContents read(Path folder) throws IOException, CardException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        Map<Container, byte[]> found = new EnumMap<>(Container.class);
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            String number = name.split(" - ", 2)[0];
            Optional<Container> object = Optional.ofNullable(OBJECTS.get(number));
            Optional<Container> certificate =
                    Optional.ofNullable(name.endsWith(".crt") ? CERTIFICATES.get(number) : null);
            if (object.isPresent()) {
                found.put(object.get(), content(object.get(), Files.readAllBytes(file)));
            } else if (certificate.isPresent() && !found.containsKey(certificate.get())) {
                found.put(certificate.get(), certificate(file));
            }
        }
        return new CardContents(found);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The Discovery Object has its tag with it. */
    private static byte[] content(Container container, byte[] file) throws CardException {
        boolean tagged = container == Container.DISCOVERY && file.length > 0;
        return tagged ? TlvReader.only(Container.DISCOVERY.tag(), file, TlvPolicy.FIELD) : file;
    }

    private static byte[] certificate(Path file) throws IOException, CardException {
        try {
            byte[] der = PemOrDer.read(Files.readAllBytes(file), "CERTIFICATE").get(0);
            return CertificateContainer.content(CertificateReader.readDer(der), UNCOMPRESSED);
        } catch (PathException | PkiException e) {
            // It is on the card all the same, and is judged unreadable there.
            return new byte[] {0x00};
        }
    }
}
