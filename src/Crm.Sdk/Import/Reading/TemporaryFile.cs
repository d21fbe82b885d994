namespace Crm.Sdk.Import;

/// <summary>A file of the import's own that nobody else may read and that is gone when it is closed.</summary>
internal static class TemporaryFile
{
    private const int BufferSize = 16 * 1024;

    public static FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = BufferSize,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), $"crm-import-{RecordId.New()}.tmp"), options);
    }
}
