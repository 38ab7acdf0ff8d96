package org.lanyard.dist.cli;

import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest tells it, with the JDK that runs it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"lanyard " + ofProgram(), "Java " + Runtime.version()};
    }

    /** The version alone. */
    static String ofProgram() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
