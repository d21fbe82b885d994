namespace Crm.Sdk.Classification;

/// <summary>How the customers of a class are served (CL-7): of one label in one dimension. What is null is not stated, and left to other policies of the customer.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ServicePolicy
{
    /// <summary>The greatest length of a text, in UTF-16 units.</summary>
    public const int MaxTextLength = 500;

    /// <summary>The policy's id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The dimension, such as <c>account-tier</c>.</summary>
    public required string Dimension { get; init; }

    /// <summary>The label; one policy a label.</summary>
    public required string Label { get; init; }

    /// <summary>Which policy comes first for a customer with several: the greater number; among equals by dimension, then label, by code point. −1,000 to 1,000.</summary>
    public int Precedence { get; init; }

    /// <summary>The key of the employee to whom the class's customers are dedicated.</summary>
    public string? Owner { get; init; }

    /// <summary>The team to which they are dedicated.</summary>
    public string? Team { get; init; }

    /// <summary>Within how many minutes a request is answered, 1 to 525,600.</summary>
    public int? ResponseMinutes { get; init; }

    /// <summary>The discount that may be given, in millionths: 50,000 is 5 %. 0 to 1,000,000.</summary>
    public int? DiscountMillionths { get; init; }

    /// <summary>What is offered to them.</summary>
    public string? Offers { get; init; }

    /// <summary>The priority of their requests and tasks, 0 the least to 100.</summary>
    public int? Priority { get; init; }

    /// <summary>Every how many days they are followed up, 1 to 3,660.</summary>
    public int? FollowUpDays { get; init; }

    /// <summary>How many visits a year they get, 0 to 366.</summary>
    public int? VisitsPerYear { get; init; }

    /// <summary>The products that are made to their wishes.</summary>
    public string? CustomisedProducts { get; init; }

    /// <summary>What is to become of them.</summary>
    public ClassGoal? Goal { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>A new policy that states nothing yet.</summary>
    /// <exception cref="CrmException">CRM1001: dimension has another form. CRM1002: the label is empty or too long.</exception>
    public static ServicePolicy For(string dimension, string label) => new()
    {
        Id = RecordId.New(),
        Dimension = IdentityText.Require(dimension, 64, "dimension"),
        Label = CanonicalText.Require(label, Verdict.MaxLength, "label"),
    };

    internal void Check()
    {
        Require.NotEmpty(Dimension, "service-policy.dimension");
        Require.NotEmpty(Label, "service-policy.label");
        Require.InRange(Precedence, -1_000, 1_000, "service-policy.precedence");
        Require.InRange(ResponseMinutes, 1, 525_600, "service-policy.response-minutes");
        Require.InRange(DiscountMillionths, 0, 1_000_000, "service-policy.discount");
        Require.InRange(Priority, 0, 100, "service-policy.priority");
        Require.InRange(FollowUpDays, 1, 3_660, "service-policy.follow-up-days");
        Require.InRange(VisitsPerYear, 0, 366, "service-policy.visits-per-year");
    }
}
