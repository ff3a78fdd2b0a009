package casfailover.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersTest {

  @TempDir Path folder;

  /** The users of a system with access lists. */
  private static final class Users extends UserPrincipalLookupService {
    private final Set<String> known;

    Users(String... known) {
      this.known = Set.of(known);
    }

    @Override
    public UserPrincipal lookupPrincipalByName(String name) throws IOException {
      if (!known.contains(name)) {
        throw new UserPrincipalNotFoundException(name);
      }
      return () -> name;
    }

    @Override
    public GroupPrincipal lookupPrincipalByGroupName(String group) throws IOException {
      throw new UserPrincipalNotFoundException(group);
    }
  }

  private static List<String> owners(Users users) throws IOException {
    FileAttribute<List<AclEntry>> list = Readers.ownersOnly(users);
    assertThat(list.name()).isEqualTo("acl:acl");
    assertThat(list.value()).allMatch(entry -> entry.type() == AclEntryType.ALLOW);
    return list.value().stream().map(entry -> entry.principal().getName()).toList();
  }

  @Test
  void anAccessListNamesTheOwnerTheSystemAndTheAdministratorsAndNobodyElse() throws IOException {
    String self = System.getProperty("user.name");

    assertThat(owners(new Users(self, "NT AUTHORITY\\SYSTEM", "BUILTIN\\Administrators", "Users")))
        .containsExactly(self, "NT AUTHORITY\\SYSTEM", "BUILTIN\\Administrators");
    assertThat(owners(new Users(self))).containsExactly(self);
  }

  @Test
  void aFileIsNeverOverwritten() throws IOException {
    Path file = folder.resolve("exch-a.key");
    Readers.OWNER.write(file, new byte[] {1});

    assertThatThrownBy(() -> Readers.OWNER.write(file, new byte[] {2}))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(Files.readAllBytes(file)).containsExactly(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
