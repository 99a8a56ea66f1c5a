namespace Temadagar.Organizers;

/// <summary>The board that something is to belong to has been removed since it was named.</summary>
public sealed class BoardGoneException : Exception;
