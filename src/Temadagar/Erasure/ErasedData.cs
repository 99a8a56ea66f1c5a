namespace Temadagar.Erasure;

/// <summary>A kind of data that is erased at a time of its own.</summary>
public enum ErasedData
{
    /// <summary>Diet and access needs.</summary>
    Needs,

    /// <summary>Whom a mail went to and what it told; its kind, time and result stay.</summary>
    Mails,

    /// <summary>The people of a day, and all that is held of them but their certificates.</summary>
    Registrations,

    /// <summary>What a certificate says; that one was issued under its number stays.</summary>
    Certificates,

    /// <summary>All of one person's registration, who asked for it. No rule's.</summary>
    Request,
}
