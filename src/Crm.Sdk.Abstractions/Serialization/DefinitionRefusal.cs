namespace Crm.Sdk.Serialization;

/// <summary>Makes the error on a place in a definition.</summary>
/// <param name="isShape">Whether the definition has not the right form; otherwise a value there is wrong.</param>
/// <param name="pointer">The place as a JSON pointer (RFC 6901); the empty text for the whole.</param>
/// <param name="why">What is wrong and what would be right.</param>
internal delegate CrmException DefinitionRefusal(bool isShape, string pointer, string why);
