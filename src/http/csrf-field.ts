/** Name of the hidden field every form carries. Apart, because views may not import what runs on the server. */
export const CSRF_FIELD = "csrf";
