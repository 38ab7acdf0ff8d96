package org.lanyard.dist.cli;

import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest tells it, with the JDK that runs it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"lanyard " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version()};
    }
}
