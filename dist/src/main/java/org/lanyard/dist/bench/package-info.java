/**
 * How fast the house is, and how much of that is bare cryptography. A real node in a process of its own is put under load over
 * HTTP; here are the clients, what is measured and how it is told. Everything that is measured is one {@link
 * org.lanyard.dist.bench.Benchmark}, listed in {@link org.lanyard.dist.bench.BenchCommand}.
 *
 * <p>No figure rests on a cache that outlives a revocation. The one thing that a node remembers between two sign-ins is that a
 * certificate's bytes were signed by its issuer and fit their profile ({@link org.lanyard.pki.path.LeafValidator}): that cannot
 * change, and what can (the status of card, holder, kiosk, credential, certificate, session and client) is read from the store
 * within each operation.
 */
package org.lanyard.dist.bench;
