using System.Buffers;

namespace Crm.Sdk.Storage;

/// <summary>How the entities of a kind become JSON and come back.</summary>
internal interface IPayloadFormat
{
    void Write(object entity, IBufferWriter<byte> utf8);

    object Read(RecordId id, ReadOnlySpan<byte> utf8);
}
