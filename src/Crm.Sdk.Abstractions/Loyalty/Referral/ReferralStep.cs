using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A step in the history of a referral.</summary>
/// <param name="State">The state it came to.</param>
/// <param name="At">When, whole microseconds.</param>
/// <param name="Reason">Why, a code of <see cref="ReferralReasons"/>.</param>
/// <param name="Note">What somebody said to it; null for nothing.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record ReferralStep(ReferralState State, Instant At, string Reason, string? Note = null);
