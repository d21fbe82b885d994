using NodaTime;

namespace Crm.Sdk.Surveys;

/// <summary>What a customer answered in one go.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="At">When.</param>
/// <param name="Replies">The answers, each question at most once; those to questions that were left out are not there.</param>
/// <param name="Channel">The channel's code, of <see cref="Service.InteractionChannels"/> or another one; null where that is not known.</param>
public sealed record SurveyResponse(Instant At, ValueList<SurveyReply> Replies, string? Channel = null);
