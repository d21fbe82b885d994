namespace Crm.Sdk.Credit;

/// <summary>A fact that no score makes up for, 一票否决: where its value is reached, the grade is at best the veto's (CR-2).</summary>
/// <remarks>Vetoes stand outside the score. Immutable and thread-safe.</remarks>
public sealed record CreditVeto
{
    /// <summary>Makes a veto.</summary>
    /// <param name="code">Its code, by which evidence names the fact, such as <c>listed-defaulter</c>; an indicator's code where it reads what an indicator reads.</param>
    /// <param name="atLeast">The value from which it holds; a yes is 1.</param>
    /// <param name="best">The best grade that it leaves.</param>
    /// <param name="minReliability">How reliable evidence has to be to count, 0 to 1.</param>
    /// <param name="validDays">For how many days evidence counts; null for ever.</param>
    /// <exception cref="CrmException">CRM1030: the code has another form. CRM6201: a value is out of range.</exception>
    public CreditVeto(string code, double atLeast, CreditGrade best, double minReliability = 0, int? validDays = null)
    {
        Require.Code(code, "veto.code");
        string part = $"veto '{code}'";
        CreditRules.That(double.IsFinite(atLeast), part, $"the value {atLeast} is no finite number");
        CreditRules.That(Enum.IsDefined(best), part, $"{best} is no grade");
        CreditRules.That(minReliability is >= 0 and <= 1, part, $"the reliability {minReliability} is not from 0 to 1");
        CreditRules.That(validDays is null or >= 1, part, $"{validDays} days are less than one");
        Code = code;
        AtLeast = atLeast;
        Best = best;
        MinReliability = minReliability;
        ValidDays = validDays;
    }

    /// <summary>The code.</summary>
    public string Code { get; }

    /// <summary>The value from which it holds.</summary>
    public double AtLeast { get; }

    /// <summary>The best grade that it leaves.</summary>
    public CreditGrade Best { get; }

    /// <summary>How reliable evidence has to be to count, 0 to 1.</summary>
    public double MinReliability { get; }

    /// <summary>For how many days evidence counts; null for ever.</summary>
    public int? ValidDays { get; }
}
