namespace Crm.Sdk.Benchmarks.Running;

/// <summary>A folder for the files of one run, removed at its end.</summary>
internal sealed class TrialFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-bench-");
    private int _files;

    public string Path => _folder.FullName;

    public string NewFile() => System.IO.Path.Combine(_folder.FullName, $"trial-{++_files}.db");

    public static void Delete(string database)
    {
        foreach (string suffix in (string[])["", "-wal", "-shm", ".writer"])
        {
            File.Delete(database + suffix);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
