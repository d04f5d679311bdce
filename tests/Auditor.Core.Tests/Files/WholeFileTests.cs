using Auditor.Core.Files;

namespace Auditor.Core.Tests.Files;

// Our promise: a file of ours is the old one or the new one, whatever happens meanwhile.
public sealed class WholeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("whole-file-").FullName;

    private string FilePath => Path.Combine(_folder, "inventory.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Takes_the_place_of_the_old_one()
    {
        File.WriteAllText(FilePath, "old");

        WholeFile.Write(FilePath, stream => stream.Write("new"u8));

        File.ReadAllText(FilePath).ShouldBe("new");
        Directory.GetFileSystemEntries(_folder).ShouldBe([FilePath]);
    }

    [Fact]
    public void Is_the_old_one_until_the_new_one_is_complete()
    {
        File.WriteAllText(FilePath, "old");

        WholeFile.Write(FilePath, stream =>
        {
            stream.Write("new"u8);
            File.ReadAllText(FilePath).ShouldBe("old");
        });
    }

    [Fact]
    public void Stays_the_old_one_where_writing_fails()
    {
        File.WriteAllText(FilePath, "old");

        Should.Throw<InvalidOperationException>(() => WholeFile.Write(FilePath, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException("The report cannot be made.");
        }));

        File.ReadAllText(FilePath).ShouldBe("old");
        Directory.GetFileSystemEntries(_folder).ShouldBe([FilePath]);
    }

    [Fact]
    public void Nothing_is_left_where_a_folder_is_in_the_way()
    {
        Directory.CreateDirectory(FilePath);

        var failure = Should.Throw<Exception>(() => WholeFile.Write(FilePath, stream => stream.Write("new"u8)));

        FileFailure.IsOne(failure).ShouldBeTrue();
        Directory.GetFileSystemEntries(_folder).ShouldBe([FilePath]);
    }

    [Fact]
    public void Those_who_may_read_the_old_one_may_read_the_new_one_where_asked()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.WriteAllText(FilePath, "old");
        File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        WholeFile.Write(FilePath, stream => stream.Write("new"u8), keepsMode: true);

        File.GetUnixFileMode(FilePath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Several_files_appear_together()
    {
        using var first = new PendingFile(Path.Combine(_folder, "a"));
        using var second = new PendingFile(Path.Combine(_folder, "b"));
        first.Write(stream => stream.Write("1"u8));
        second.Write(stream => stream.Write("2"u8));
        File.Exists(first.FullPath).ShouldBeFalse();

        first.TakePlace();
        second.TakePlace();

        Directory.GetFileSystemEntries(_folder).Order(StringComparer.Ordinal).ShouldBe([first.FullPath, second.FullPath]);
    }
}
