using System.Globalization;

namespace Crm.Sdk.Storage;

/// <summary>A combination of fields whose values only one record of the kind in a tenant may have. A key with a null part claims nothing.</summary>
/// <remarks>
/// Declared over stored fields; where case does not matter, over a folded one. Its fields count as indexed. Immutable and thread-safe.
/// </remarks>
public sealed class UniqueKeyModel
{
    private readonly FieldModel[] _fields;

    internal UniqueKeyModel(string name, FieldModel[] fields)
    {
        Name = name;
        _fields = fields;
    }

    /// <summary>The key's name, unique within its kind.</summary>
    public string Name { get; }

    /// <summary>The fields, in order.</summary>
    public IReadOnlyList<FieldModel> Fields => _fields;

    /// <summary>The key's value of an entity in canonical text, or null where a part is null.</summary>
    public string? ValueOf(object entity)
    {
        if (_fields.Length == 1)
        {
            FieldValue only = _fields[0].Get(entity);
            return only.IsNull ? null : only.ToString();
        }

        var parts = new string[_fields.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            FieldValue value = _fields[i].Get(entity);
            if (value.IsNull)
            {
                return null;
            }

            string text = value.ToString();
            parts[i] = string.Create(CultureInfo.InvariantCulture, $"{text.Length}:{text}"); // lengths first, so that no two combinations read alike
        }

        return string.Concat(parts);
    }

    /// <summary>The fields' values that a canonical text was made of: the inverse of <see cref="ValueOf"/>.</summary>
    /// <param name="value">The key's value in canonical text.</param>
    /// <exception cref="CrmException">CRM1030: the text is not one of this key.</exception>
    public ValueList<FieldValue> Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (_fields.Length == 1)
        {
            return [FieldValue.Parse(_fields[0].Type, value)];
        }

        var values = new FieldValue[_fields.Length];
        ReadOnlySpan<char> rest = value;
        for (int i = 0; i < values.Length; i++)
        {
            int colon = rest.IndexOf(':');
            if (colon <= 0 || !int.TryParse(rest[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length > rest.Length - colon - 1)
            {
                throw new CrmException(ErrorCodes.BadValue, $"'{value}' is no value of unique key '{Name}': before each part stands its length and a colon.");
            }

            values[i] = FieldValue.Parse(_fields[i].Type, rest.Slice(colon + 1, length).ToString());
            rest = rest[(colon + 1 + length)..];
        }

        return rest.IsEmpty
            ? values.ToValueList()
            : throw new CrmException(ErrorCodes.BadValue, $"'{value}' is no value of unique key '{Name}': it has more than {values.Length} parts.");
    }
}
