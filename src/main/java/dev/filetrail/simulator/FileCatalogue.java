// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files that the simulated tenant knows, by hash. */
final class FileCatalogue {

    /**
     * Names, publisher, product, issuer of the signature, size in bytes, machines of the world, determination, threat,
     * and where the file is: a {@link SimulatedFiles} constant, or so many of a thousand machines of a platform.
     */
    private static final String FILES = """
            mimikatz.exe,mk.exe,svch0st.exe | - | mimikatz | - | 1355264 | 4811 | Malware | HackTool:Win32/Mimikatz.D | SEVERAL_MACHINES
            eicar.com,eicar.com.txt | - | - | - | 68 | 1204377 | Malware | Virus:DOS/EICAR_Test_File | ONE_MACHINE
            northwind-root-ca.cer | - | - | - | 1420 | 398 | Unknown | - | NEARLY_ALL_MACHINES
            vcruntime140.dll | Microsoft Corporation | Microsoft Visual C++ Runtime | Microsoft Code Signing PCA 2011 | 119192 | 841223904 | Clean | - | HUGE
            svchost.exe | Microsoft Corporation | Microsoft Windows Operating System | Microsoft Windows Production PCA 2011 | 79920 | 611804113 | Clean | - | 1000 Windows
            cmd.exe | Microsoft Corporation | Microsoft Windows Operating System | Microsoft Windows Production PCA 2011 | 331776 | 598110200 | Clean | - | 995 Windows
            powershell.exe | Microsoft Corporation | Microsoft Windows Operating System | Microsoft Windows Production PCA 2011 | 455680 | 590027611 | Clean | - | 990 Windows
            MpCmdRun.exe | Microsoft Corporation | Microsoft Malware Protection | Microsoft Windows Production PCA 2011 | 1656240 | 402118733 | Clean | - | 985 Windows
            msedge.exe | Microsoft Corporation | Microsoft Edge | Microsoft Code Signing PCA 2011 | 4211240 | 388012944 | Clean | - | 950 Windows
            OneDrive.exe | Microsoft Corporation | Microsoft OneDrive | Microsoft Code Signing PCA 2011 | 2650160 | 301442871 | Clean | - | 780 Windows1
            WINWORD.EXE | Microsoft Corporation | Microsoft Office | Microsoft Code Signing PCA 2011 | 1641024 | 222871003 | Clean | - | 860 Windows1
            EXCEL.EXE | Microsoft Corporation | Microsoft Office | Microsoft Code Signing PCA 2011 | 71203776 | 220410029 | Clean | - | 840 Windows1
            ms-teams.exe | Microsoft Corporation | Microsoft Teams | Microsoft Code Signing PCA 2011 | 385104 | 190228730 | Clean | - | 800 Windows1
            PsExec64.exe | Microsoft Corporation | Sysinternals PsExec | Microsoft Code Signing PCA 2011 | 833472 | 901223 | Clean | - | 40 Windows
            procdump64.exe | Microsoft Corporation | Sysinternals ProcDump | Microsoft Code Signing PCA 2011 | 424856 | 312004 | Clean | - | 20 Windows
            chrome.exe | Google LLC | Google Chrome | DigiCert Trusted G4 Code Signing RSA4096 SHA384 2021 CA1 | 3001112 | 290117004 | Clean | - | 600 Windows
            Acrobat.exe | Adobe Inc. | Adobe Acrobat | DigiCert Trusted G4 Code Signing RSA4096 SHA384 2021 CA1 | 5812096 | 120338190 | Clean | - | 410 Windows1
            Zoom.exe | Zoom Communications, Inc. | Zoom Workplace | DigiCert Trusted G4 Code Signing RSA4096 SHA384 2021 CA1 | 411928 | 71200413 | Clean | - | 220 Windows1
            java.exe | Eclipse.org Foundation, Inc. | OpenJDK Platform 17 | DigiCert Trusted G4 Code Signing RSA4096 SHA384 2021 CA1 | 50192 | 4010227 | Clean | - | 110 Windows
            python.exe | Python Software Foundation | Python | DigiCert Trusted G4 Code Signing RSA4096 SHA384 2021 CA1 | 103192 | 12277310 | Clean | - | 90 Windows
            node.exe | OpenJS Foundation | Node.js | DigiCert Trusted G4 Code Signing RSA4096 SHA384 2021 CA1 | 81221784 | 3300298 | Clean | - | 70 Windows
            putty.exe | Simon Tatham | PuTTY suite | Sectigo Public Code Signing CA R36 | 1647912 | 5100441 | Clean | - | 60 Windows
            vlc.exe | VideoLAN | VLC media player | DigiCert Trusted G4 Code Signing RSA4096 SHA384 2021 CA1 | 992472 | 30220911 | Clean | - | 45 Windows1
            Docker Desktop.exe | Docker Inc | Docker Desktop | DigiCert Trusted G4 Code Signing RSA4096 SHA384 2021 CA1 | 177812344 | 2100287 | Clean | - | 40 Windows
            notepad++.exe | Notepad++ | Notepad++ | GlobalSign GCC R45 CodeSigning CA 2020 | 7300168 | 21877012 | Clean | - | 150 Windows
            7zFM.exe | - | 7-Zip | - | 952832 | 41082230 | Unknown | - | 180 Windows
            log4j-core-2.14.1.jar | - | - | - | 1745700 | 200198 | Unknown | - | 30 Windows
            AnyDesk.exe | AnyDesk Software GmbH | AnyDesk | DigiCert Trusted G4 Code Signing RSA4096 SHA384 2021 CA1 | 5328200 | 8119002 | Clean | - | 15 Windows1
            rclone.exe | - | Rclone | - | 66720256 | 90118 | Unknown | - | 12 Windows
            nmap.exe | Insecure.Com LLC | Nmap | DigiCert Trusted G4 Code Signing RSA4096 SHA384 2021 CA1 | 2914816 | 210443 | Clean | - | 10 Windows
            utorrent.exe | BitTorrent Inc | uTorrent | Sectigo Public Code Signing CA R36 | 2207744 | 3120019 | Pua | PUA:Win32/Utorrent | 12 Windows1
            keygen.exe,setup.exe | - | - | - | 412672 | 2017 | Malware | HackTool:Win32/Keygen | 8 Windows1
            sshd | - | OpenSSH | - | 921288 | 800413 | Unknown | - | 1000 Ubuntu
            bash | - | GNU bash | - | 1396520 | 910227 | Unknown | - | 1000 RedHatEnterpriseLinux
            xmrig | - | XMRig | - | 8120344 | 9107 | Malware | Trojan:Linux/CoinMiner | 100 Ubuntu
            Google Chrome | Google LLC | Google Chrome | Apple Inc. | 311808 | 1700310 | Clean | - | 800 macOS
            """;

    private final Map<String, SimulatedFile> bySha1 = new LinkedHashMap<>();
    private final Map<String, SimulatedFile> bySha256 = new LinkedHashMap<>();

    FileCatalogue(FilePresence presence, Instant born) {
        FILES.lines().map(line -> file(line, presence, born)).forEach(file -> {
            bySha1.put(file.sha1(), file);
            bySha256.put(file.sha256(), file);
        });
    }

    /** The file with that hash, SHA-1 or SHA-256, in upper or lower case. */
    Optional<SimulatedFile> find(String hash) {
        String lowerCase = hash.toLowerCase(Locale.ROOT);
        SimulatedFile file = bySha1.get(lowerCase);
        return Optional.ofNullable(file == null ? bySha256.get(lowerCase) : file);
    }

    Set<String> sha1Hashes() {
        return Set.copyOf(bySha1.keySet());
    }

    private static SimulatedFile file(String line, FilePresence presence, Instant born) {
        String[] cells = line.split(" \\| ");
        List<String> names = Arrays.asList(cells[0].split(","));
        String content = "filetrail simulated file: " + names.get(0);
        String sha1 = FilePresence.sha1Of(cells[8]).orElseGet(() -> Digest.hex("SHA-1", content));
        boolean eicar = sha1.equals(SimulatedFiles.ONE_MACHINE);
        int ageInDays = 200 + Math.floorMod(content.hashCode(), 2_500);
        return new SimulatedFile(
                sha1,
                eicar ? SimulatedFiles.ONE_MACHINE_SHA256 : Digest.hex("SHA-256", content),
                eicar ? "44d88612fea8a8f36de82e1278abb02f" : Digest.hex("MD5", content),
                names,
                orNull(cells[1]),
                orNull(cells[2]),
                orNull(cells[3]),
                Long.parseLong(cells[4]),
                Long.parseLong(cells[5]),
                WireDate.of(born.minus(Duration.ofDays(ageInDays)).minusNanos(ageInDays * 1_234_700L)),
                WireDate.of(born.minus(Duration.ofHours(ageInDays % 40)).minusNanos(ageInDays * 7_654_300L)),
                cells[6],
                orNull(cells[7]),
                presence.machines(cells[8], sha1));
    }

    private static String orNull(String cell) {
        return cell.equals("-") ? null : cell;
    }
}
