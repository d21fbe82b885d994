using System.Buffers.Binary;

namespace Crm.Sdk.History;

/// <summary>The id of the copy that restores a removed record: it follows from the removal, so that one removal is restored once, whoever asks how often.</summary>
internal static class RestoredId
{
    private const ulong RandomBits = (1UL << 62) - 1; // the second half of a version 7 UUID, behind its variant

    public static RecordId Of(Revision removal)
    {
        Span<byte> bytes = stackalloc byte[16];
        removal.Id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) ^ RandomBits);
        return new RecordId(new Guid(bytes, bigEndian: true));
    }
}
