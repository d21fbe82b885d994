using Crm.Sdk.Notifications;

namespace Crm.Sdk.Care;

/// <summary>What is kept while one text is put together for one message: which values were missing, which functions are called, and what they answered.</summary>
/// <param name="format">How the text is written.</param>
/// <param name="sites">The places of the text.</param>
/// <param name="answers">What functions answered, in the order of their calls; null to collect the calls only.</param>
internal sealed class TemplateState(MessageFormat format, IReadOnlyList<TemplateSite> sites, IReadOnlyList<string?>? answers)
{
    private readonly List<(string Function, ValueList<string?> Arguments)> _calls = [];
    private int _rounds;

    /// <summary>The first variable or function that had no value, or null.</summary>
    public string? Missing { get; private set; }

    public IReadOnlyList<(string Function, ValueList<string?> Arguments)> Calls => _calls;

    public void CountRound()
    {
        if (++_rounds > TemplateLimits.MaxRounds)
        {
            throw new TemplateOverflowException();
        }
    }

    /// <summary>The encoded text for a place.</summary>
    public string Put(int site, ReadOnlySpan<object?> operands)
    {
        TemplateSite place = sites[site];
        string? value = place.Function is null ? operands[0]?.ToString() : Call(place, operands);
        if (value is null && (place.Function is null || answers is not null))
        {
            Missing ??= place.Name;
        }

        return value is null ? string.Empty : OutputEncoder.Encode(format, value);
    }

    private string? Call(TemplateSite place, ReadOnlySpan<object?> operands)
    {
        if (answers is not null)
        {
            return answers[_calls.Count] is var answer && Count(place) ? answer : null;
        }

        string?[] arguments = new string?[place.Literals.Count];
        int next = 0;
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = place.Literals[i] ?? operands[next++]?.ToString();
        }

        _calls.Add((place.Function!, [.. arguments]));
        return null;
    }

    private bool Count(TemplateSite place)
    {
        _calls.Add((place.Function!, default));
        return true;
    }
}
