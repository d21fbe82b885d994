using System.Globalization;

namespace Crm.Sdk.Storage;

/// <summary>Numbers that are neither whole nor money, kept as texts with all their digits so that every store gives back the same bits; no condition compares them.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class NumberFields
{
    public static FieldHandle<string?> Number<T>(this FieldSetBuilder<T> fields, FieldId id, Func<T, double?> get)
        where T : class => fields.Opaque(id, row => get(row)?.ToString("R", CultureInfo.InvariantCulture));

    public static FieldHandle<string?> Figure<T>(this FieldSetBuilder<T> fields, FieldId id, Func<T, decimal?> get)
        where T : class => fields.Opaque(id, row => get(row)?.ToString(CultureInfo.InvariantCulture));

    public static double? Number(this StoredRow row, FieldHandle<string?> field) => row.Get(field) is { } text ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    public static decimal? Figure(this StoredRow row, FieldHandle<string?> field) => row.Get(field) is { } text ? decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture) : null;
}
