using System.Collections.Concurrent;

namespace Crm.Sdk.TestSupport;

/// <summary>A new folder that is deleted with all it holds when the test ends, or with the process where nobody disposed of it. Close SQLite's pools before.</summary>
/// <remarks>xunit 2 does not dispose of a test class asynchronously by itself, so that many a folder is left to the process.</remarks>
public sealed class TempFolder : IAsyncDisposable
{
    private const int DeleteAttempts = 5;

    private static readonly ConcurrentDictionary<string, bool> Left = new(StringComparer.Ordinal);

    static TempFolder() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => DeleteLeft();

    public TempFolder()
    {
        Root = Directory.CreateTempSubdirectory("crm-test-").FullName;
        Left[Root] = true;
    }

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
        Left.TryRemove(Root, out _);
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

    private static void DeleteLeft()
    {
        foreach (string folder in Left.Keys)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A process that a test started still writes there; the system's own cleaning takes what is left.
            }
        }
    }
}
