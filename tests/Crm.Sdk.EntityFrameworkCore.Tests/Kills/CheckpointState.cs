using System.Buffers.Binary;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>Reads from the index of the log (<c>FILE-shm</c>) whether a checkpoint was at work: it notes how far it will copy before it copies, and afterwards how far it came.</summary>
public static class CheckpointState
{
    private const int CopiedAt = 96;     // nBackfill: see "WAL-Index Format" of SQLite's documentation
    private const int AttemptedAt = 128; // nBackfillAttempted

    public static async Task<bool> WasCutOffAsync(string database)
    {
        string path = database + "-shm";
        if (!File.Exists(path) || new FileInfo(path).Length < AttemptedAt + sizeof(uint))
        {
            return false;
        }

        byte[] index = await File.ReadAllBytesAsync(path);
        return Read(index, AttemptedAt) > Read(index, CopiedAt);
    }

    private static uint Read(byte[] index, int at) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(index.AsSpan(at)) : BinaryPrimitives.ReadUInt32BigEndian(index.AsSpan(at));
}
