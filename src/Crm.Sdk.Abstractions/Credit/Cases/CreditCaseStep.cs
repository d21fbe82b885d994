using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>A step of a credit case that was done.</summary>
/// <param name="Step">A code of <see cref="CreditCaseSteps"/>.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When, whole microseconds.</param>
/// <param name="Note">What was found or decided.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditCaseStep(string Step, string By, Instant At, string? Note)
{
    /// <summary>The greatest length of a note, in UTF-16 units.</summary>
    public const int MaxNoteLength = 2_000;
}
