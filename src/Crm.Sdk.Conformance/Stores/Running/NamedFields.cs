using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>Which fields of a kind conditions and orders may name, by what a store says of itself.</summary>
internal static class NamedFields
{
    public static FieldModel[] Of(KindModel kind, StoreDescriptor descriptor)
    {
        bool indexedOnly = AreIndexedOnly(kind, descriptor);
        return [.. kind.Fields.Where(field => field.Type != FieldType.Opaque && (field.Indexed || (!indexedOnly && (field.Kept || descriptor.Fields == FieldSupport.All))))];
    }

    public static bool AreIndexedOnly(KindModel kind, StoreDescriptor descriptor) => descriptor.Fields switch
    {
        FieldSupport.All => false,
        FieldSupport.Columns => !kind.IsComposed,
        _ => true,
    };
}
