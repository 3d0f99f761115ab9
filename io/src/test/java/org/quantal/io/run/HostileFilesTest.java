package org.quantal.io.run;

class HostileFilesTest {
}
