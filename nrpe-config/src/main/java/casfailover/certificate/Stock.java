package casfailover.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a set lies in a folder already, and what that leaves to do. */
sealed interface Stock {

  /** There is nothing: all is to be made. */
  record Nothing() implements Stock {}

  /** The authority can sign what is missing. */
  record Missing(List<Subject> subjects, Authority.Identity authority) implements Stock {
    public Missing {
      subjects = List.copyOf(subjects);
    }
  }

  /** Nothing can or need be made, and why. */
  record Unfit(String why) implements Stock {}

  /**
   * Looks at a folder, which need not be there.
   *
   * @param subjects all of the set
   * @param asked those of them that are to be made where an authority is there already
   */
  static Stock of(TlsFolder folder, List<Subject> subjects, List<Subject> asked)
      throws IOException {
    List<Path> here =
        Stream.concat(
                Stream.of(folder.authority(), folder.authorityKey()),
                subjects.stream()
                    .flatMap(s -> Stream.of(folder.certificate(s.name()), folder.key(s.name()))))
            .filter(Stock::isThere)
            .toList();
    if (here.isEmpty()) {
      return new Nothing();
    }
    for (Path needed : List.of(folder.authority(), folder.authorityKey())) {
      if (!here.contains(needed)) {
        return new Unfit(
            "%s %s there already, and %s is not: to sign with that authority bring %s back from where it is kept, or for a new set of all certificates move these files away"
                .formatted(
                    names(here), here.size() == 1 ? "is" : "are", needed, needed.getFileName()));
      }
    }
    List<Subject> missing = new ArrayList<>();
    for (Subject subject : asked) {
      Path certificate = folder.certificate(subject.name());
      Path key = folder.key(subject.name());
      if (here.contains(certificate) != here.contains(key)) {
        Path one = here.contains(key) ? key : certificate;
        return new Unfit(
            one
                + " is there already, without its other half: move it away too, since a new"
                + " certificate gets a new key");
      }
      if (!here.contains(key)) {
        missing.add(subject);
      }
    }
    return missing.isEmpty()
        ? new Unfit(
            names(here)
                + " are there already: to renew one, move its .pem and its .key away and run this"
                + " again; for a new set of all, move all of them away")
        : withAuthority(folder, missing);
  }

  private static Stock withAuthority(TlsFolder folder, List<Subject> missing) throws IOException {
    try {
      Authority.Identity authority =
          new Authority.Identity(
              Pem.certificates(folder.authority()).get(0), Pem.key(folder.authorityKey()));
      authority.certificate().checkValidity();
      if (!KeyMatch.of(authority.key(), authority.certificate().getPublicKey())) {
        return new Unfit(
            folder.authorityKey()
                + " is not the key of "
                + folder.authority()
                + ": bring the two together that belong together");
      }
      return new Missing(missing, authority);
    } catch (GeneralSecurityException e) {
      return new Unfit(
          "nothing can be signed with %s and %s: %s. Move all files of the set away and make a new one"
              .formatted(folder.authority(), folder.authorityKey(), e.getMessage()));
    }
  }

  private static boolean isThere(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static String names(List<Path> files) {
    return files.stream().map(Path::toString).collect(Collectors.joining(", "));
  }
}
