using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Crm.Sdk;
using Crm.Sdk.Storage;

namespace Acme.DocumentStore;

/// <summary>The append-only file. Each line is a checksum of 64 hexadecimal digits and the JSON of a <see cref="CommitDocument"/>.</summary>
internal sealed class CommitFile(string path) : IDisposable
{
    private const int ChecksumLength = 64;

    private readonly FileStream _file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
    private bool _failed;

    /// <summary>Reads every commit. A last line that was not finished, and so was never answered, is cut off.</summary>
    public IEnumerable<CommitDocument> ReadAll()
    {
        _file.Position = 0;
        using var reader = new StreamReader(_file, leaveOpen: true);
        long end = 0, length = _file.Length;
        for (bool torn = false; reader.ReadLine() is { } line;)
        {
            long next = end + Encoding.UTF8.GetByteCount(line) + 1;
            bool whole = next <= length && line.Length > ChecksumLength && line.StartsWith(Checksum(line[ChecksumLength..]), StringComparison.Ordinal);
            if (whole && torn)
            {
                throw new CrmException(StorageErrorCodes.StoreDamaged, $"'{path}' is damaged at byte {end}, with good commits behind it. Bring it back from a copy.");
            }

            torn = !whole;
            if (whole)
            {
                end = next;
                yield return JsonSerializer.Deserialize(line.AsSpan(ChecksumLength), CommitJson.Default.CommitDocument)!;
            }
        }

        _file.SetLength(end); // and stand there
    }

    /// <summary>Adds a commit and waits until it is on the disk.</summary>
    public void Append(CommitDocument commit)
    {
        if (_failed)
        {
            throw new CrmException(StorageErrorCodes.StoreDamaged, $"Writing to '{path}' has failed; open the store again to see what was kept.");
        }

        string json = JsonSerializer.Serialize(commit, CommitJson.Default.CommitDocument);
        _failed = true; // and stays so when the disk is full or gone: half a line may be there
        _file.Write(Encoding.UTF8.GetBytes($"{Checksum(json)}{json}\n"));
        _file.Flush(flushToDisk: true);
        _failed = false;
    }

    public void Dispose() => _file.Dispose();

    private static string Checksum(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
