package org.lanyard.pki.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a ceremony finds the root's key, and why it is held. */
final class RootOptions extends RootKeyOptions {
    @Option(
            names = "--why",
            paramLabel = "TEXT",
            converter = WhyConverter.class,
            description = "One sentence for whoever reads the transcript later.")
    private String why;

    String why() {
        if (why == null) {
            throw new ParameterException(spec().commandLine(), "Missing required option: '--why=TEXT'");
        }
        return why;
    }
}
