namespace Crm.Sdk.Storage;

/// <summary>Some rows of a few fields, each field as one array. Filled by a store, read by the core.</summary>
/// <remarks>Reused between batches and not thread-safe: copy what is to be kept.</remarks>
public sealed class ColumnBatch
{
    private readonly FieldType[] _types;
    private readonly long[]?[] _numbers;
    private readonly Guid[]?[] _ids;
    private readonly string?[]?[] _texts;

    /// <summary>Makes an empty batch.</summary>
    /// <param name="types">The fields' types in the asked order: Bool, Int, Instant and Date are numbers, Id and Text themselves.</param>
    /// <param name="capacity">The most rows a batch can hold.</param>
    public ColumnBatch(IReadOnlyList<FieldType> types, int capacity)
    {
        ArgumentNullException.ThrowIfNull(types);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        _types = [.. types];
        _numbers = new long[]?[_types.Length];
        _ids = new Guid[]?[_types.Length];
        _texts = new string?[]?[_types.Length];
        for (int i = 0; i < _types.Length; i++)
        {
            switch (_types[i])
            {
                case FieldType.Bool or FieldType.Int or FieldType.Instant or FieldType.Date:
                    _numbers[i] = new long[capacity];
                    break;
                case FieldType.Id:
                    _ids[i] = new Guid[capacity];
                    break;
                case FieldType.Text:
                    _texts[i] = new string?[capacity];
                    break;
                default:
                    throw new CrmException(ErrorCodes.BadValue, $"Field {i + 1} is {_types[i]}, which no column can hold.");
            }
        }
    }

    /// <summary>What a number column holds for null.</summary>
    public const long NullNumber = long.MinValue;

    /// <summary>The most rows.</summary>
    public int Capacity { get; }

    /// <summary>The rows that are filled.</summary>
    public int Count { get; set; }

    /// <summary>The numbers of a field, <see cref="NullNumber"/> for null: Bool as 0 and 1, instants in microseconds, dates in days.</summary>
    /// <param name="field">The field's place in the asked order.</param>
    public Span<long> Numbers(int field) => _numbers[field] ?? throw Wrong(field, "numbers");

    /// <summary>The ids of a field, the empty UUID for null.</summary>
    /// <param name="field">The field's place in the asked order.</param>
    public Span<Guid> Ids(int field) => _ids[field] ?? throw Wrong(field, "ids");

    /// <summary>The texts of a field.</summary>
    /// <param name="field">The field's place in the asked order.</param>
    public Span<string?> Texts(int field) => _texts[field] ?? throw Wrong(field, "texts");

    /// <summary>Puts a value into a row: the slow way, for stores that have <see cref="FieldValue"/>s at hand.</summary>
    public void Set(int field, int row, FieldValue value)
    {
        switch (_types[field])
        {
            case FieldType.Id:
                Ids(field)[row] = value.IsNull ? Guid.Empty : value.AsId();
                break;
            case FieldType.Text:
                Texts(field)[row] = value.IsNull ? null : value.AsText();
                break;
            default:
                Numbers(field)[row] = value.Type switch
                {
                    FieldType.Null => NullNumber,
                    FieldType.Bool => value.AsBool() ? 1 : 0,
                    FieldType.Instant => value.AsMicroseconds(),
                    FieldType.Date => value.AsDays(),
                    _ => value.AsInt(),
                };
                break;
        }
    }

    private InvalidOperationException Wrong(int field, string what) => new($"Field {field} is {_types[field]} and has no {what}.");
}
