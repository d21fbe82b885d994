using Crm.Sdk.Billing;

namespace Crm.Sdk.Receivables;

/// <summary>Into which ages what is open is divided, 账龄分档.</summary>
/// <remarks>Immutable and thread-safe. No standard for the edges is known; 30, 60 and 90 days are the most common.</remarks>
public sealed record AgeingOptions
{
    /// <summary>The greatest number of edges.</summary>
    public const int MaxEdges = 20;

    /// <summary>From which day the age is counted.</summary>
    public AgeingBasis Basis { get; init; }

    /// <summary>The last day of each age, rising, from 1; an item of day 30 belongs to 1–30. What is older than the last one comes last.</summary>
    public ValueList<int> Edges { get; init; } = [30, 60, 90];

    /// <summary>The names of the ages, as output names them: by due day <c>notDue</c>, <c>days1To30</c>, <c>days31To60</c>, <c>days61To90</c>, <c>daysOver90</c>; by day of issue the first is <c>days0To30</c>.</summary>
    public ValueList<string> Names
    {
        get
        {
            var names = new List<string>();
            int from = 0;
            if (Basis == AgeingBasis.DueDate)
            {
                names.Add("notDue");
                from = 1;
            }

            foreach (int edge in Edges)
            {
                names.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"days{from}To{edge}"));
                from = edge + 1;
            }

            names.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"daysOver{from - 1}"));
            return names.ToValueList();
        }
    }

    /// <summary>The place of an age among <see cref="Names"/>.</summary>
    /// <param name="days">Days past due or since issue; negative where the day lies ahead.</param>
    public int PlaceOf(int days)
    {
        int first = Basis == AgeingBasis.DueDate ? 1 : 0;
        if (days <= 0)
        {
            return 0;
        }

        int edge = 0;
        while (edge < Edges.Count && days > Edges[edge])
        {
            edge++;
        }

        return first + edge;
    }

    /// <summary>Checks the options.</summary>
    /// <exception cref="CrmException">CRM6235: there is no edge or more than 20, one is below 1, or they do not rise; or the basis is unknown.</exception>
    public void Check()
    {
        bool rise = Edges.Count is > 0 and <= MaxEdges && Edges[0] >= 1;
        for (int at = 1; at < Edges.Count; at++)
        {
            rise &= Edges[at] > Edges[at - 1];
        }

        if (!rise || !Enum.IsDefined(Basis))
        {
            throw new CrmException(BillingErrorCodes.BadOption, $"The edges {string.Join(", ", Edges)} divide no ages: give 1 to {MaxEdges} rising numbers of days from 1, such as 30, 60, 90.");
        }
    }
}
