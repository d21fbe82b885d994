namespace Crm.Sdk.Credit;

/// <summary>The values of one characteristic for all cases of a sample.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class SampleColumn
{
    private readonly CharacteristicValue[] _values;

    /// <summary>Makes a column.</summary>
    /// <param name="name">The characteristic's name.</param>
    /// <param name="values">A value for every case: all numbers or all texts, or nothing.</param>
    /// <exception cref="CrmException">CRM6211: numbers and texts in one column, or nothing in all of it.</exception>
    public SampleColumn(string name, IReadOnlyList<CharacteristicValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Name = name;
        _values = [.. values];
        bool numbers = _values.Any(static value => value.IsNumber), texts = _values.Any(static value => value.Text is not null);
        if (numbers == texts)
        {
            throw new CrmException(CreditErrorCodes.BadSample, numbers ? $"The characteristic '{name}' has numbers and texts; read it as texts." : $"The characteristic '{name}' has no value at all.");
        }

        TakesNumbers = numbers;
    }

    /// <summary>The characteristic's name.</summary>
    public string Name { get; }

    /// <summary>Whether the values are numbers.</summary>
    public bool TakesNumbers { get; }

    /// <summary>How many cases there are.</summary>
    public int Count => _values.Length;

    /// <summary>The value of a case.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public CharacteristicValue this[int index] => _values[index];
}
