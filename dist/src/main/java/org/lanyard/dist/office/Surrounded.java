package org.lanyard.dist.office;

/** A command whose subcommands ask it for the machine around them. */
public interface Surrounded {
    Surroundings surroundings();
}
