package org.lanyard.pki.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.InputFiles;
import org.lanyard.pki.path.parse.OcspAnswer;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.ParsedCrl;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PemOrDer;
import picocli.CommandLine.Option;

/** The files that {@code lanyard pki verify} reads. */
final class VerifyFiles {
    @Option(
            names = "--anchor",
            paramLabel = "FILE",
            required = true,
            description = "Certificates that are trusted, PEM (several) or DER. May be repeated, as all of these may.")
    private List<Path> anchors;

    @Option(names = "--untrusted", paramLabel = "FILE", description = "Certificates that a path may lead through.")
    private List<Path> untrusted = List.of();

    @Option(names = "--crl", paramLabel = "FILE", description = "Revocation lists, delta lists among them.")
    private List<Path> lists = List.of();

    @Option(names = "--ocsp", paramLabel = "FILE", description = "OCSP responses in DER, such as openssl ocsp writes.")
    private List<Path> answers = List.of();

    /** One kind of content. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(byte[] der) throws PathException;
    }

    /** A file's content is not what it should be. */
    static final class FileException extends Exception {
        private static final long serialVersionUID = 1L;

        FileException(Path file, PathException why) {
            super(file + ": " + why.getMessage(), null, false, false);
        }
    }

    /**
     * Certificates of files: the readable ones, and what was wrong with the first that is not. A path does without it, or it is
     * the reason why there is none.
     */
    record Certificates(List<ParsedCertificate> readable, Optional<PathException> unreadable) {}

    Certificates anchors() throws IOException, FileException {
        return certificates(anchors);
    }

    Certificates untrusted() throws IOException, FileException {
        return certificates(untrusted);
    }

    private static Certificates certificates(List<Path> files) throws IOException, FileException {
        List<ParsedCertificate> readable = new ArrayList<>();
        Optional<PathException> unreadable = Optional.empty();
        for (byte[] der : all(files, "CERTIFICATE", each -> each)) {
            try {
                readable.add(ParsedCertificate.of(der));
            } catch (PathException e) {
                unreadable = unreadable.isPresent() ? unreadable : Optional.of(e);
            }
        }
        return new Certificates(readable, unreadable);
    }

    List<ParsedCrl> lists() throws IOException, FileException {
        return all(lists, "X509 CRL", ParsedCrl::of);
    }

    List<OcspAnswer> answers() throws IOException, FileException {
        return all(answers, "OCSP RESPONSE", OcspAnswer::of);
    }

    boolean tellOfRevocation() {
        return !lists.isEmpty() || !answers.isEmpty();
    }

    private static <T> List<T> all(List<Path> files, String label, Reader<T> reader) throws IOException, FileException {
        List<T> all = new ArrayList<>();
        for (Path file : files) {
            try {
                for (byte[] der : PemOrDer.read(InputFiles.read(file), label)) {
                    all.add(reader.read(der));
                }
            } catch (PathException e) {
                throw new FileException(file, e);
            }
        }
        return all;
    }
}
