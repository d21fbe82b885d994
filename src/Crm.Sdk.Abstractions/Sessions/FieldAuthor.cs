using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk;

/// <summary>Who changed a field last.</summary>
/// <param name="Field">The field or part.</param>
/// <param name="By">Who.</param>
/// <param name="At">When, in business time.</param>
public sealed record FieldAuthor(FieldId Field, ActorId By, Instant At);
