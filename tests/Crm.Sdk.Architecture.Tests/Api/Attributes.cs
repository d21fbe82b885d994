using System.Reflection.Metadata;

namespace Crm.Sdk.Architecture.Tests.Api;

/// <summary>Reads the few attributes that say something about a public surface.</summary>
internal static class Attributes
{
    private const int OneByteForm = 5; // prolog (2), the byte, number of named arguments (2)

    public static bool Has(MetadataReader reader, CustomAttributeHandleCollection attributes, string name) => Find(reader, attributes, name) is not null;

    /// <summary>The attribute's blob after its prolog, or null when it is not there.</summary>
    public static BlobReader? Find(MetadataReader reader, CustomAttributeHandleCollection attributes, string name)
    {
        foreach (CustomAttributeHandle handle in attributes)
        {
            CustomAttribute attribute = reader.GetCustomAttribute(handle);
            if (NameOf(reader, attribute) == name)
            {
                BlobReader blob = reader.GetBlobReader(attribute.Value);
                blob.ReadUInt16();
                return blob;
            }
        }

        return null;
    }

    /// <summary>The first argument of an attribute that takes a text.</summary>
    public static string? Text(MetadataReader reader, CustomAttributeHandleCollection attributes, string name) =>
        Find(reader, attributes, name) is { } blob ? (blob.RemainingBytes > 2 ? blob.ReadSerializedString() : null) ?? string.Empty : null;

    /// <summary>The states of <c>NullableAttribute</c>, empty when it is not there.</summary>
    public static IReadOnlyList<byte> Nullable(MetadataReader reader, CustomAttributeHandleCollection attributes)
    {
        if (Find(reader, attributes, "NullableAttribute") is not { } blob)
        {
            return [];
        }

        return blob.Length == OneByteForm ? [blob.ReadByte()] : blob.ReadBytes(blob.ReadInt32());
    }

    /// <summary>The state of <c>NullableContextAttribute</c>, null when it is not there.</summary>
    public static byte? NullableContext(MetadataReader reader, CustomAttributeHandleCollection attributes) =>
        Find(reader, attributes, "NullableContextAttribute") is { } blob ? blob.ReadByte() : null;

    private static string NameOf(MetadataReader reader, CustomAttribute attribute)
    {
        EntityHandle type = attribute.Constructor.Kind == HandleKind.MethodDefinition
            ? reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()
            : reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        return type.Kind switch
        {
            HandleKind.TypeDefinition => reader.GetString(reader.GetTypeDefinition((TypeDefinitionHandle)type).Name),
            HandleKind.TypeReference => reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type).Name),
            _ => string.Empty,
        };
    }
}
