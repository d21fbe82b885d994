namespace Crm.Sdk.Loyalty;

/// <summary>A batch of documents for which an <see cref="IEarningRule"/> is asked how many points they earn.</summary>
/// <remarks>Used by one logical thread. Of no use after the call.</remarks>
public sealed class EarningRequest
{
    private readonly List<EarningGrant>?[] _granted;

    /// <summary>Makes a batch.</summary>
    /// <param name="programme">The programme's code.</param>
    /// <param name="rule">The rule of the programme that names the plugin's.</param>
    /// <param name="cases">The documents.</param>
    public EarningRequest(string programme, EarningRule rule, ValueList<EarningCase> cases)
    {
        ArgumentNullException.ThrowIfNull(rule);
        (Programme, Rule, Cases) = (programme, rule, cases);
        _granted = new List<EarningGrant>?[cases.Count];
    }

    /// <summary>The programme's code.</summary>
    public string Programme { get; }

    /// <summary>The rule of the programme that names the plugin's.</summary>
    public EarningRule Rule { get; }

    /// <summary>The documents, each with its member.</summary>
    public ValueList<EarningCase> Cases { get; }

    /// <summary>Gives points for a document, or for one of its lines. What earns nothing is given nothing.</summary>
    /// <param name="index">The document's place among <see cref="Cases"/>.</param>
    /// <param name="points">How many, 1 to <see cref="EarningRule.MaxPoints"/>.</param>
    /// <param name="line">The line's place in the order; null for the document as a whole. A return takes points of a line back with the line, others in proportion to the order's net amount.</param>
    /// <exception cref="CrmException">CRM6412: the number is out of its range, there is no such line, or the same was given before.</exception>
    public void Grant(int index, long points, int? line = null)
    {
        EarningDocument document = Cases[index].Document;
        List<EarningGrant> granted = _granted[index] ??= [];
        That(points is > 0 and <= EarningRule.MaxPoints, $"{points} points; give 1 to {EarningRule.MaxPoints}, and nothing for what earns nothing");
        That(line is null || (line >= 0 && line < document.Lines.Count), $"line {line}; the document has {document.Lines.Count}, counted from 0");
        That(!granted.Exists(grant => grant.Line == line), "the same twice; give all points of a line or of the whole at once");
        granted.Add(new EarningGrant(line, points));

        void That(bool holds, string what)
        {
            if (!holds)
            {
                throw new CrmException(EarningErrorCodes.BadGrant, $"Rule '{Rule.Code}' of programme '{Programme}' gave {document.Source} {document.Reference ?? document.Id.ToString()} {what}.");
            }
        }
    }

    /// <summary>What was given for a document.</summary>
    /// <param name="index">The document's place among <see cref="Cases"/>.</param>
    public ValueList<EarningGrant> Of(int index) => (_granted[index] ?? []).ToValueList();
}
