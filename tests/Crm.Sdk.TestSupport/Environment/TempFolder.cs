namespace Crm.Sdk.TestSupport;

/// <summary>A new folder that is deleted with all it holds when the test ends. Close SQLite's pools before.</summary>
public sealed class TempFolder : IAsyncDisposable
{
    private const int DeleteAttempts = 5;

    public TempFolder() => Root = Directory.CreateTempSubdirectory("crm-test-").FullName;

    /// <summary>The folder's full path.</summary>
    public string Root { get; }

    /// <summary>The full path of a file or folder inside; nothing is made.</summary>
    public string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>Writes a text file inside, with the folders above it, and returns its full path.</summary>
    public async Task<string> WriteAsync(string relativePath, string content)
    {
        string path = PathOf(relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, content);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        for (int attempt = 1; Directory.Exists(Root); attempt++)
        {
            try
            {
                Directory.Delete(Root, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && attempt < DeleteAttempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50 * attempt)); // Windows keeps a killed process's files open for a moment
            }
        }
    }
}
