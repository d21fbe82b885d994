using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Keeps a UUID as its 16 bytes in big-endian order, which every database sorts as the core does.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class BigEndianId() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));
